import '@fontsource-variable/inter/wght.css'
import './styles/tokens.css'
import './styles/base.css'
import './styles/layout.css'
import { mount } from 'svelte'
import App from './App.svelte'
import { AppModel } from './lib/app.svelte'

const target = document.getElementById('app')
if (target === null) throw new Error('index.html has no #app')
mount(App, { target, props: { app: new AppModel(window.imp) } })
